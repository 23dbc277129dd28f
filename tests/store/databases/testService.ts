/** The service's HTTP interface over a store of its own, with a clock that stands still until a test moves it. */
export {
  type Desk as TestService,
  deskOrigin as serviceOrigin,
  deskTime as serviceTime,
  openDesk as openService,
} from '../../server/http/adminCalls.ts';
