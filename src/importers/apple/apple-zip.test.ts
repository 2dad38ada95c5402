import { describe, expect, it } from 'vitest';
import { testPersona } from '#core/personas/sample.ts';
import { parseOne, problemTexts } from '../parse-one.fixture.ts';
import { makeZip } from '../zip.fixture.ts';
import { streamLargeExport } from './large-export.fixture.ts';

const RECORDS = testPersona().records.slice(0, 40);
/** Many pieces, and blocks of all kinds. */
const LARGE_BYTES = 24 * 1024 ** 2;

const OTHERS = [
  {
    path: 'apple_health_export/export_cda.xml',
    content: '<?xml version="1.0"?><ClinicalDocument><HealthData/></ClinicalDocument>',
  },
  { path: 'apple_health_export/workout-routes/route_2024-01-02_8.05am.gpx', content: '<gpx/>' },
  {
    path: 'apple_health_export/electrocardiograms/ecg_2024-01-02.csv',
    content: 'Name,Ada Lovelace\nDate of Birth,1990-01-01\n',
  },
];

async function zipLarge(): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of streamLargeExport(RECORDS, LARGE_BYTES)) pieces.push(piece.slice());
  const xml = new Uint8Array(await new Blob(pieces).arrayBuffer());
  const health = { path: 'apple_health_export/eksport.xml', content: xml, packing: { level: 1 } };
  return await makeZip([...OTHERS, health]);
}

describe('an Apple Health zip', () => {
  it('gives its days, and nothing of routes, electrocardiograms and the clinical copy', async () => {
    const file = await parseOne(await zipLarge(), { name: 'eksport.zip' });
    expect(file).toMatchObject({ fileName: 'eksport.zip', format: 'apple-health', rowsRejected: 0 });
    expect(file.people[0]?.dayCount).toBe(RECORDS.length);
    expect(problemTexts(file).join()).toMatch(/3 other files were not read/);
    expect(JSON.stringify(file)).not.toMatch(/Ada|1990/);
  });

  it('gives the days before a damage', async () => {
    const zip = await zipLarge();
    zip.fill(0xff, zip.length / 2, zip.length / 2 + 50_000);
    const file = await parseOne(zip, { name: 'eksport.zip' });
    expect(file.people[0]?.dayCount).toBe(RECORDS.length);
    expect(file.problems).toContainEqual(
      expect.objectContaining({ code: 'brokenEntry', severity: 'rejected' }),
    );
  });
});
