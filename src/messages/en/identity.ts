/** What the wizard says of who a machine is: its computer ID, and the name that a person gave it. */
export const identity = {
  id: 'Computer ID',
  /** Below the computer ID. */
  sameOnOther: 'The other device shows the same.',
  called: 'This computer is called',
};
