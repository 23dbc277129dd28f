import { argument } from '../framework/parameters.ts';
import { text } from '../framework/valueTypes.ts';

/** The argument that names a serial number. */
export const serialArgument = {
  serial: argument({
    ...{ value: 'SERIAL', type: text },
    help: 'Its last group (7K2QM, or *****-*****-*****-7K2QM) or its id; - to enter the whole number',
  }),
};

export const serialNote =
  'With -, the command asks for the whole serial number, or reads it from standard input, because other users of the ' +
  'computer can see the arguments of a command.';
