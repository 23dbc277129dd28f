import { scopes } from '../../server/tokens.ts';

const common = `      --data FOLDER  the data folder (default: KEYFERRY_DATA, else .keyferry); DATABASE_URL names a database instead
  -h, --help         this text
`;

export const createHelp = `Usage: keyferry tokens create NAME --scope SCOPE[,SCOPE]... [--expires DAYS]

Makes a token and writes it to standard output, this once: the store keeps only a hash of it. NAME stands in the audit
trail for whoever bears the token, and no other token ever gets it.

      --scope SCOPE  what it may be used for, between commas or several times:
${scopes.map((scope) => `                       ${scope}`).join('\n')}
      --expires DAYS when it ends by itself, 1 to 3650 days from now (default: never)
${common}`;

export const listHelp = `Usage: keyferry tokens list [--json]

Shows every token there ever was: its name, whether it is in force, until when, and for what.

      --json         as JSON
${common}`;

export const revokeHelp = `Usage: keyferry tokens revoke NAME

From the next call on, the token is good for nothing.

${common}`;
