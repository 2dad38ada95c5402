import { expect, it } from 'vitest';
import { maskAddresses } from './mask-addresses.ts';
import { parseFiles } from './registry.ts';
import { TODAY } from './parse-one.fixture.ts';
import { makeZip, zipFile } from './zip.fixture.ts';

it.each([
  ['ada.lovelace+run@example.com_0_summarizedActivities.json', '…@example.com_0_summarizedActivities.json'],
  ['Export for ada@example.co.uk (2).csv', 'Export for …@example.co.uk (2).csv'],
  ['folder/ada@example.com/days.csv', 'folder/…@example.com/days.csv'],
  ['“ada@example.com”: damaged, as is bob_b@müller.de.', '“…@example.com”: damaged, as is …@müller.de.'],
  ['steps @ 9.30 and a@b stay', 'steps @ 9.30 and a@b stay'],
  ['days.csv', 'days.csv'],
])('the name in an address is masked: %s', (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
});

it('no sentence, name or progress of a drop tells an address', async () => {
  const name = 'grace.hopper@example.com';
  const csv = `date,steps\n2024-01-01,4000\n`;
  const zip = await makeZip([
    { path: `x/${name}.csv`, content: csv },
    { path: `${name}.gpx`, content: '<gpx/>' },
  ]);
  const broken = await makeZip([{ path: `${name}.csv`, content: csv.repeat(50), packing: { level: 0 } }]);
  broken[90] = 0x79;
  const files = [
    zipFile(zip, `${name}.zip`),
    zipFile(broken, `broken-${name}.zip`),
    new File(['%PDF'], `${name}.pdf`),
    new File([csv], `Days of ${name}.csv`),
  ];
  const told: unknown[] = [];
  const settings = { timeZone: 'UTC', today: TODAY };
  const control = { signal: new AbortController().signal, onProgress: (now: unknown) => told.push(now) };
  told.push(await parseFiles(files, settings, control));
  const text = JSON.stringify(told);
  expect(text.match(/…@example\.com/g)?.length).toBeGreaterThan(5);
  expect(text).not.toMatch(/grace|hopper/);
});
