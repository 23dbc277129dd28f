import { argument } from '../framework/parameters.ts';
import { text } from '../framework/valueTypes.ts';

/** The argument that names an activation. */
export const activationArgument = {
  activation: argument({
    ...{ value: 'ACTIVATION', type: text },
    help: 'Id of a license or request, or computer ID (K7QM-2X3Y)',
  }),
};

export const activationNote = 'Of several licenses on one seat, the newest is meant.';
