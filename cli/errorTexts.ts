/** Facts for the text of an error, such as the path of a file. */
export type CommandErrorDetails = Readonly<Record<string, string | number>>;

/** Error codes with their texts: what the error means, and what to do. The codes are as stable as those of refusals. */
export type ErrorTexts = Readonly<Record<string, (details: CommandErrorDetails) => string>>;
