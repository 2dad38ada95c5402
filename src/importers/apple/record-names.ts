import type { HealthData } from './health-data.ts';
import { internAt, textAt } from './attribute-values.ts';
import { createByteNames } from './byte-names.ts';
import { AT } from './health-vocabulary.ts';
import { findRecordUse, type RecordUse } from './record-types.ts';
import { identifySource } from './sources.ts';
import type { Attributes } from './tag-scanner.ts';
import { findConversion, type Conversion, type Quantity } from './units.ts';

const MOST_TYPES = 1000;
const MOST_SOURCES = 250;
const MOST_UNITS = 250;

/** What is to be done with the records of one type. */
export interface TypeReading {
  readonly use: RecordUse | null;
  readonly name: string;
  /** By number of the unit; null where the unit does not fit. */
  readonly conversions: (Conversion | null | undefined)[];
}

/** What records have in common, looked up once per export: their types, sources and units. */
export class RecordNames {
  private readonly sources: HealthData['sources'];
  private readonly typeNames = createByteNames(MOST_TYPES);
  private readonly sourceNames = createByteNames(MOST_SOURCES);
  private readonly unitNames = createByteNames(MOST_UNITS);
  private readonly types: TypeReading[] = [];
  /** Sources of which nothing more can be learned. */
  private readonly settled: boolean[] = [];

  constructor(sources: HealthData['sources']) {
    this.sources = sources;
  }

  /** Null where there are too many types. */
  typeOf(attributes: Attributes): TypeReading | null {
    const id = internAt(attributes, AT.type, this.typeNames);
    if (id < 0) return null;
    let type = this.types[id];
    if (type === undefined) {
      const name = this.typeNames.text(id);
      type = { use: findRecordUse(name), name: name.replace(/^HK\w+?TypeIdentifier/, ''), conversions: [] };
      this.types[id] = type;
    }
    return type;
  }

  /** The number of the record's source in `HealthData.sources`; -1 where there are too many. */
  sourceOf(attributes: Attributes): number {
    const id = internAt(attributes, AT.sourceName, this.sourceNames);
    if (id >= 0 && this.settled[id] !== true) this.learnSource(id, attributes);
    return id;
  }

  /** Not every record of a source names its device: the first that does tells for all. */
  private learnSource(id: number, attributes: Attributes): void {
    const device = textAt(attributes, AT.device);
    if (this.sources[id] !== undefined && device === '') return;
    const version = textAt(attributes, AT.sourceVersion);
    const source = identifySource(this.sourceNames.text(id), { version, device });
    this.sources[id] = source;
    this.settled[id] = source.own !== null || device !== '';
  }

  /** Null where the record's unit is none of the quantity. */
  conversionOf(attributes: Attributes, type: TypeReading, quantity: Quantity): Conversion | null {
    const id = internAt(attributes, AT.unit, this.unitNames);
    const known = type.conversions[id];
    if (known !== undefined) return known;
    const found = id < 0 ? null : findConversion(quantity, this.unitNames.text(id));
    if (id >= 0) type.conversions[id] = found;
    return found;
  }
}
