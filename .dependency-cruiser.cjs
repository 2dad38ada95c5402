/**
 * The arrows between the rooms: `core <- importers, model, storage <- workers <- app`. What a file may import is said
 * by its folder; each rule below is one sentence of that.
 */

/** Tests and what only tests use. */
const TEST = String.raw`\.(test|fixture)\.tsx?$`;
const TEST_TOOLS = String.raw`^node_modules/(vitest|@vitest|fast-check|fake-indexeddb|playwright|@playwright)/`;

/** A room's product code may import the rooms and packages named, and nothing else. */
function roomRule(room, comment, rooms, packages) {
  const folders = [room, ...rooms].map((name) => `^src/${name}/`);
  const modules = packages.map((name) => `^node_modules/${name}/`);
  return {
    name: `${room}-arrows`,
    comment,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: TEST },
    to: { pathNot: [...folders, ...modules] },
  };
}

/** Tests may use more than the code they test, but never reach against the arrows into a later room. */
function testRule(room, laterRooms) {
  return {
    name: `${room}-tests-look-back-only`,
    comment: `A test of ${room} that needs ${laterRooms.join(', ')} tests something else and belongs there.`,
    severity: 'error',
    from: { path: `^src/${room}/.*${TEST}` },
    to: { path: `^src/(${laterRooms.join('|')})/` },
  };
}

module.exports = {
  forbidden: [
    {
      ...roomRule('core', 'Pure TypeScript: no package, no Node module, no other room.', [], []),
      name: 'core-is-pure',
    },
    roomRule(
      'importers',
      'Bytes to day records: core and the parsing libraries.',
      ['core'],
      ['papaparse', '@types/papaparse', '@zip.js'],
    ),
    roomRule('model', 'The networks: core and TensorFlow.js.', ['core'], ['@tensorflow']),
    roomRule(
      'storage',
      'IndexedDB: core, Dexie and the validation of what is read back.',
      ['core'],
      ['dexie', 'valibot', '@zip.js'],
    ),
    roomRule(
      'workers',
      'The typed channel, the worker entries and their clients.',
      ['core', 'importers', 'model', 'storage'],
      ['valibot'],
    ),
    roomRule(
      'app',
      'React: screens over core, storage (live queries) and the clients of the workers.',
      ['core', 'storage', 'workers'],
      [
        'react',
        'react-dom',
        '@types/react',
        '@types/react-dom',
        'react-aria-components',
        'recharts',
        'dexie-react-hooks',
        'wouter',
      ],
    ),
    testRule('core', ['importers', 'model', 'storage', 'workers', 'app']),
    testRule('importers', ['model', 'storage', 'workers', 'app']),
    testRule('model', ['importers', 'storage', 'workers', 'app']),
    testRule('storage', ['importers', 'model', 'workers', 'app']),
    testRule('workers', ['app']),
    testRule('app', ['importers', 'model']),
    {
      name: 'app-calls-workers-through-clients',
      comment: 'The app sees a worker as a client and the types of its protocol, never its inside.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: '^src/workers/', pathNot: String.raw`^src/workers/([\w-]+-client|protocol)\.ts$` },
    },
    {
      name: 'app-never-loads-a-network',
      comment:
        'TensorFlow.js and the importers must not reach the page, through a client neither: they live in workers.',
      severity: 'error',
      from: { path: '^src/app/', pathNot: TEST },
      to: { path: '^src/(model|importers)/', reachable: true },
    },
    {
      name: 'tfjs-only-in-model',
      comment: 'TensorFlow.js is wrapped behind TrainingEngine, so that another engine is one more file.',
      severity: 'error',
      from: { pathNot: '^(src/model/|scripts/|node_modules/)' },
      to: { path: '^node_modules/@tensorflow/' },
    },
    {
      name: 'tfjs-layers-only-in-tests',
      comment: 'tf.layers is the oracle of the tests; shipped, it would double the download.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^node_modules/@tensorflow/tfjs-layers/' },
    },
    {
      name: 'dexie-only-in-storage',
      comment: 'One room knows the database; the app subscribes through dexie-react-hooks.',
      severity: 'error',
      from: { path: '^(src|e2e)/', pathNot: '^src/storage/' },
      to: { path: '^node_modules/dexie/' },
    },
    {
      name: 'rooms-by-name',
      comment:
        'Across rooms by `#room/...`, inside a room relatively: every crossing shows at the top of a file.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'own-room-relatively',
      comment:
        'Across rooms by `#room/...`, inside a room relatively: every crossing shows at the top of a file.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/$1/', dependencyTypes: ['aliased-subpath-import'] },
    },
    {
      name: 'product-needs-no-tests',
      comment: 'Code that ships must not import a test, a fixture or a tool of the tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: [TEST, String.raw`\.golden\.json$`, '^(e2e|scripts)/', TEST_TOOLS] },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or lack a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: [String.raw`\.css$`, '^src/(importers|model)/wasm/assembly/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
