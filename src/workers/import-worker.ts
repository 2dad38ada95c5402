import { parseFiles } from '#importers/registry.ts';
import { ok } from '#core/result.ts';
import { serveCalls, type Port } from './channel.ts';
import { holdLifeLock } from './life-lock.ts';
import type { ImportCalls } from './protocol.ts';

holdLifeLock(self.name, self as Port);

serveCalls<ImportCalls>(self as Port, {
  parse: async ({ files, timeZone, today }, { signal, report }) =>
    ok(await parseFiles(files, { timeZone, today }, { signal, onProgress: report })),
});
