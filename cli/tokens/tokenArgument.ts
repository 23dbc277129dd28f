import { tokenName } from '../../server/tokens.ts';
import { argument } from '../framework/parameters.ts';
import { parsed } from '../framework/valueTypes.ts';

const expected = '1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit';

/** The argument that names a token. */
export const tokenArgument = {
  name: argument({
    ...{ value: 'NAME', help: 'Name of the token, as the audit trail shows it' },
    type: parsed(expected, (given) => (tokenName.test(given) ? given : undefined)),
  }),
};
