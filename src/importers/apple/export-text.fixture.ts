import type { AppleExportOptions } from './export-options.fixture.ts';

/** Attributes in the order in which Apple writes them. */
export type AttributeList = readonly (readonly [name: string, value: string | number])[];

export interface HealthRecord {
  /** With its prefix. */
  readonly type: string;
  readonly source: keyof typeof SOURCES | 'MyFitnessPal' | 'Health';
  readonly unit?: string;
  readonly startMs: number;
  readonly endMs?: number;
  readonly createdMs?: number;
  readonly value: string | number;
  /** What stands between the tags. */
  readonly children?: string;
}

/** Writes tags the way Apple's phones do. */
export interface ExportText {
  prolog(exportMs: number): string;
  record(record: HealthRecord): string;
  /** Any tag of the top level, on one line where it has no children. */
  tag(name: string, attributes: AttributeList, children?: string): string;
  metadata(key: string, value: string): string;
  date(epochMs: number): string;
  /** What a reader must pass over. */
  foreign(exportMs: number): string;
}

const SOURCES = {
  'Apple Watch': {
    version: '10.4',
    device: 'name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:10.4',
  },
  iPhone: {
    version: '17.4',
    device: 'name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,5, software:17.4',
  },
} as const;

const DTD = `<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord|Audiogram|VisionPrescription)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT ExportDate EMPTY>
<!ATTLIST ExportDate
  value CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  value         CDATA #IMPLIED
  sourceName    CDATA #REQUIRED
>
<!-- Note: Any Records that appear as children of a correlation also appear as top-level records in this document. -->
<!ELEMENT Correlation ((MetadataEntry|Record)*)>
]>`;

const BROKEN_DTD = DTD.replace(
  ']>',
  `<!ELEMENT VisionPrescription ((RightEye|LeftEye)*)>
<!ATTLIST VisionPrescription
  type          CDATA #REQUIRED
  dateIssued    CDATA #REQUIRED
<!ELEMENT <RightEye EMPTY>
]>`,
);

export function createExportText(options: AppleExportOptions): ExportText {
  const offset = options.exportOffsetMinutes ?? 0;
  const stamp = formatOffset(offset);
  let address = 0x281c00000;

  const date = (epochMs: number): string => {
    const iso = new Date(epochMs + offset * 60_000).toISOString();
    if (options.ios8 === true) return `${iso.slice(0, 19).replaceAll(/\D/g, '')}${stamp}`;
    return `${iso.slice(0, 10)} ${iso.slice(11, 19)} ${stamp}`;
  };
  const quote = options.reversedAttributes === true ? "'" : '"';
  const spell = (attributes: AttributeList): string =>
    (options.reversedAttributes === true ? attributes.toReversed() : attributes)
      .map(([name, value]) => ` ${name}=${quote}${escapeValue(String(value), options)}${quote}`)
      .join('');
  const tag = (name: string, attributes: AttributeList, children = ''): string =>
    children === ''
      ? ` <${name}${spell(attributes)}/>\n`
      : ` <${name}${spell(attributes)}>\n${children} </${name}>\n`;
  const metadata = (key: string, value: string): string =>
    `  <MetadataEntry${spell([
      ['key', key],
      ['value', value],
    ])}/>\n`;
  const identify = (source: string): AttributeList => {
    if (source !== 'Apple Watch' && source !== 'iPhone') {
      return [
        ['sourceName', source],
        ['sourceVersion', source === 'Health' ? '17.4' : '36120'],
      ];
    }
    const { version, device } = SOURCES[source];
    address += 0x1f40;
    const spaced = options.noBreakSpaces === true ? `Ada\u2019s ${source.replace(' ', '\u00a0')}` : source;
    const pointer = `<<HKDevice: 0x${address.toString(16)}>, ${device}>`;
    return [
      ['sourceName', spaced],
      ['sourceVersion', version],
      ['device', pointer],
    ];
  };
  const record = (written: HealthRecord): string =>
    tag(
      'Record',
      [
        ['type', written.type],
        ...identify(written.source),
        ...(written.unit === undefined ? [] : [['unit', written.unit] as const]),
        ['creationDate', date(written.createdMs ?? written.endMs ?? written.startMs)],
        ['startDate', date(written.startMs)],
        ['endDate', date(written.endMs ?? written.startMs)],
        ['value', written.value],
      ],
      written.children,
    );
  return {
    record,
    tag,
    metadata,
    date,
    prolog(exportMs) {
      const dtd = options.brokenDtd === true ? BROKEN_DTD : DTD;
      const me =
        ' <Me HKCharacteristicTypeIdentifierDateOfBirth="1990-01-01" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>';
      return `<?xml version="1.0" encoding="UTF-8"?>\n${dtd}\n<HealthData locale="en_US">\n <ExportDate value="${date(exportMs)}"/>\n${me}\n`;
    },
    foreign(exportMs) {
      const at = { source: 'iPhone', startMs: exportMs - 3_600_000 } as const;
      return [
        record({ ...at, type: 'HKDataTypeSleepDurationGoal', unit: 'hr', value: 8 }),
        record({
          ...at,
          type: 'HKQuantityTypeIdentifierHeadphoneAudioExposure',
          unit: 'dBASPL',
          value: 61.2,
        }),
        record({ ...at, type: 'HKQuantityTypeIdentifierBodyMassIndex', unit: 'count', value: 22 }),
        ' <!-- <Record type="HKQuantityTypeIdentifierStepCount" sourceName="iPhone" unit="count"/> -->\n',
        tag('ClinicalRecord', [
          ['type', 'AllergyIntolerance'],
          ['resourceFilePath', '/clinical-records/AllergyIntolerance-1.json'],
        ]),
        tag(
          'Audiogram',
          [['type', 'HKDataTypeIdentifierAudiogram']],
          '  <SensitivityPoint frequencyValue="1000"/>\n',
        ),
      ].join('');
    },
  };
}

function formatOffset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
}

function escapeValue(value: string, options: AppleExportOptions): string {
  const escaped = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;');
  const bare = options.bareGreaterThan === true ? escaped : escaped.replaceAll('>', '&gt;');
  return options.controlCharacters === true ? `${bare}\u000b` : bare;
}
