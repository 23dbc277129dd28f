/** The service's HTTP interface over a store of its own, with a clock that stands still until a test moves it. */
export { openService, serviceOrigin, serviceTime, type TestService } from '../../server/http/adminCalls.ts';
