/**
 * Who may import whom: the walls of docs/architecture.md, one rule a wall.
 * `forbid(name, from, to)` reads: nothing in `from` may reach into `to`.
 */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: typeof from === 'string' ? { path: from } : from,
  to: typeof to === 'string' ? { path: to } : to,
})

const rooms = '^(app|components|server|core|contracts|simulator|prisma|scripts|tests|bench)/'
const adapters = ['twilio', 'openai', 'storage', 's3', 'feed', 'auth']
const useCases =
  '^server/(audit|calls|agents|recordings|exports|numbers|models|operators|feed-tickets|keys)/'

export default {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'A cycle has no first file to read.'),
    forbid(
      'contracts-know-only-zod',
      '^contracts/',
      { path: rooms, pathNot: '^contracts/' },
      'Contracts are the bottom of the house.',
    ),
    forbid('contracts-packages', '^contracts/', {
      dependencyTypes: ['npm'],
      pathNot: 'node_modules/zod',
    }),
    forbid(
      'core-is-pure',
      { path: '^core/', pathNot: '[.]test[.]ts$' },
      { path: `(${rooms})|^node:`, pathNot: '^(core|contracts)/' },
      'Core decides; it never touches the world.',
    ),
    forbid(
      'core-no-node',
      { path: '^core/', pathNot: '[.]test[.]ts$' },
      { dependencyTypes: ['core'] },
    ),
    ...adapters.map((name) =>
      forbid(
        `adapter-${name}-stands-alone`,
        { path: `^server/${name}/`, pathNot: '[.]test[.]ts$' },
        {
          path: '^(server|app|components|simulator|scripts|prisma)/',
          pathNot: `^server/(${name}|wire)/|^server/(clock|config|logger)[.]ts$${name === 'storage' ? '|^prisma/generated/' : ''}`,
        },
        'Adapters never meet; a use case introduces them.',
      ),
    ),
    forbid(
      'wire-knows-nobody',
      { path: '^server/wire/', pathNot: '[.]test[.]ts$' },
      { path: rooms, pathNot: '^server/wire/' },
      'How frames are written and read is the same for every vendor.',
    ),
    forbid(
      'use-cases-stay-inside',
      useCases,
      '^(app|components|simulator|scripts)/|^server/relay/',
    ),
    forbid('server-serves', '^server/', '^(app|components|simulator|scripts)/'),
    forbid(
      'only-storage-knows-the-database',
      { path: '^(app|components|core|contracts|server)/', pathNot: '^server/storage/' },
      '^prisma/|node_modules/(@prisma|pg)/',
    ),
    forbid('components-are-screens', '^components/', '^(app|server|prisma|simulator|scripts)/'),
    forbid('ui-is-domain-free', '^components/ui/', '^(contracts|core|components/(?!ui/))'),
    forbid('app-does-not-run-the-relay', '^app/', '^server/relay/'),
    forbid(
      'simulator-is-the-outside-world',
      '^simulator/',
      '^(server|app|components|prisma|scripts)/',
      'Sharing our client code would hide our own misreading of the wire.',
    ),
    forbid(
      'nothing-imports-tests',
      { pathNot: '^(tests|bench)/|[.]test[.]tsx?$' },
      '^(tests|bench)/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^([.]next|[.]data|prisma/generated)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
