// #region sample
import { createEmulator } from '@dots-flows/emulator';
import { createDotsApi } from '@dots-flows/server';

const emulator = await createEmulator();
const api = createDotsApi({
  environment: { baseUrl: emulator.apiUrl },
  clientId: emulator.clientId,
  apiKey: emulator.apiKey,
});

// The next transfer is made, and its answer gets lost on the way.
emulator.faults.add({ method: 'POST', path: '/v2/transfers', effect: { kind: 'lost-response' } });
// 15 minutes pass at once: signed-in links have aged.
await emulator.clock.advance(15 * 60_000);

await emulator.close();
// #endregion
export { api };
