/** `npm run lifesnaps-to-csv -- IN OUT`: the daily table of LifeSnaps as a tidy daily CSV, one `person` per volunteer. */
import { readFileSync, writeFileSync } from 'node:fs';
import { convertLifeSnaps } from './lifesnaps-days.ts';

const [input, output, ...rest] = process.argv.slice(2);
if (input === undefined || output === undefined || rest.length > 0) {
  console.error('Usage: npm run lifesnaps-to-csv -- daily.csv out.csv');
  process.exit(1);
}
try {
  const { csv, people, days, leftOut } = convertLifeSnaps(readFileSync(input, 'utf8'));
  writeFileSync(output, csv);
  console.log(
    `${String(people)} people, ${String(days)} days; ${String(leftOut)} rows without any value left out.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
