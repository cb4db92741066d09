/** Imports point inwards only: domain knows nothing, contexts know the mechanics, apps know everything. */
const inside = (...libs) => `^libs/(${libs.join('|')})/`;
const CONTEXTS = ['accounts', 'workspaces', 'conversations', 'billing', 'history', 'feed'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '\\.spec\\.ts$' }, to: { circular: true } },
    {
      name: 'mechanics-know-no-framework-driver-or-domain',
      severity: 'error',
      from: { path: inside('event-sourcing'), pathNot: '\\.spec\\.ts$' },
      to: { path: ['^libs/(?!event-sourcing/)', '^apps/', 'node_modules/(@nestjs|lmdb|mongodb|@eventstore|fastify|zod)'] },
    },
    {
      name: 'adapters-know-only-the-ports',
      severity: 'error',
      from: { path: inside('event-log', 'read-store', 'vault', 'mail'), pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/', inside(...CONTEXTS, 'http'), 'node_modules/@nestjs'] },
    },
    {
      name: 'http-knows-no-context',
      severity: 'error',
      from: { path: inside('http'), pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/', inside(...CONTEXTS, 'event-log', 'read-store', 'mail')] },
    },
    {
      name: 'domain-knows-nothing-around-it',
      severity: 'error',
      from: { path: '^libs/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^apps/',
          '^libs/[^/]+/(use-cases|projections|queries|processes)/',
          inside('event-log', 'read-store', 'mail', 'http'),
          'node_modules/(@nestjs|fastify|lmdb|mongodb|zod)',
        ],
      },
    },
    {
      name: 'accounts-know-no-workspaces',
      severity: 'error',
      from: { path: inside('accounts'), pathNot: '\\.spec\\.ts$' },
      to: { path: inside('workspaces', 'conversations', 'billing', 'history') },
    },
    {
      name: 'workspaces-know-no-conversations',
      severity: 'error',
      from: { path: inside('workspaces'), pathNot: '\\.spec\\.ts$' },
      to: { path: inside('conversations') },
    },
    {
      name: 'nobody-below-it-knows-the-history',
      severity: 'error',
      from: { path: inside('workspaces', 'conversations', 'billing'), pathNot: '\\.spec\\.ts$' },
      to: { path: inside('history') },
    },
    {
      name: 'offline-proof-needs-no-service',
      severity: 'error',
      from: { path: '^libs/history/proof/(verify-bundle|bundle|broken|canonical-json|chain|heads)\\.ts$' },
      to: { path: ['^libs/(?!history/proof/|event-sourcing/)', 'node_modules/'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'client-knows-no-service',
      severity: 'error',
      from: { path: inside('client'), pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/', '^libs/(?!client/)'] },
    },
    {
      name: 'cli-talks-through-the-client',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/(?!cli/)', '^libs/(?!client/|history/proof/)'] },
    },
    {
      name: 'console-talks-through-the-client',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: ['^apps/(?!console/)', '^libs/(?!client/)'] },
    },
    {
      name: 'pages-of-the-console-know-no-other-page',
      severity: 'error',
      from: { path: '^apps/console/pages/([^/]+)/' },
      to: { path: '^apps/console/pages/', pathNot: '^apps/console/pages/$1/' },
    },
    {
      name: 'kit-knows-no-page',
      severity: 'error',
      from: { path: '^apps/console/kit/' },
      to: { path: '^apps/console/pages/' },
    },
    {
      name: 'contexts-know-no-adapter-and-no-app',
      severity: 'error',
      from: { path: inside(...CONTEXTS), pathNot: '\\.spec\\.ts$' },
      to: { path: ['^apps/', inside('event-log', 'read-store')] },
    },
    {
      name: 'drivers-stay-in-their-adapters',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: ['^libs/(event-log|read-store|vault)/', '\\.spec\\.ts$'] },
      to: { path: 'node_modules/(lmdb|mongodb|mingo|@eventstore)/' },
    },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'the-api-knows-no-projector',
      severity: 'error',
      from: { path: '^apps/(?!projector/)' },
      to: { path: '^apps/projector/' },
    },
    {
      name: 'production-code-needs-no-development-package',
      severity: 'error',
      // The console is bundled by the build; what it is made of is needed no more then.
      from: { path: '^(libs|apps)/', pathNot: ['\\.spec\\.ts$', '^apps/console/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['dist'] },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
