import type { Activations } from '../licensing/activations.ts';
import type { CodeActivations } from '../licensing/byCode/codeActivations.ts';
import type { CodeReturns } from '../licensing/byCode/codeReturns.ts';
import type { ReturnChecks } from '../licensing/checkReturn.ts';
import type { CustomerComputers } from '../licensing/computers.ts';
import type { Products } from '../licensing/products.ts';
import type { Returns } from '../licensing/returns.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/tables.ts';
import type { Writer } from '../store/writer.ts';
import type { Token } from '../tokens.ts';
import type { GuardSettings } from './guard/settings.ts';
import type { Metrics } from './metrics.ts';
import type { Pages } from './pages.ts';

/** Everything that the HTTP app works with. */
export interface AppParts {
  readonly products: Products;
  readonly store: Store;
  readonly writer: Writer;
  readonly activations: Activations;
  readonly returns: Returns;
  readonly returnChecks: ReturnChecks;
  readonly codeActivations: CodeActivations;
  readonly codeReturns: CodeReturns;
  readonly computers: CustomerComputers;
  readonly pages: Pages;
  /** Origins whose pages may call the API, besides pages opened from files. */
  readonly origins: ReadonlySet<string>;
  /** Address of the API, for its own description; without a trailing slash. */
  readonly publicUrl: string;
  readonly ready: () => Promise<boolean>;
  /** True once the service is stopping: it then closes each connection after its answer. */
  readonly stopping: () => boolean;
  readonly guard: GuardSettings;
  /** @returns the token with this text; null when it is unknown, expired or revoked */
  readonly findToken: (text: string) => Promise<Token | null>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
}
