import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** They take longest: begun first, no worker is left with one of them when the other has nothing more to do. */
const longest = [
  'journeys/systems.browser',
  'journeys/protected.browser',
  'crash/kill',
  'keys/rotate',
  'keys/secrets',
  'proof/sealed-identity',
  'proof/every-answer',
  'web/crime.browser',
  'web/api.browser',
  'web/lists.browser',
  'web/rewards.browser',
  'web/each-day.browser',
  'web/desk.browser',
  'web/grid.browser',
  'web/warnings.browser',
  'web/publish.browser',
].map((name) => `/test/${name}.test.ts`)

const rank = ({ moduleId, project }: TestSpecification): number =>
  (project.config.isolate ? 0 : 2) + (longest.some((name) => moduleId.endsWith(name)) ? 0 : 1)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.toSorted((a, b) => rank(a) - rank(b))
  }
}

/** Whether each house lies in a real PostgreSQL: see test/postgres.ts. */
const onServer = process.env['TEST_POSTGRES_URL'] !== undefined

/** Rooms whose test files share the processes they run in. */
const shared = ['core', 'conversation', 'service', 'web'].map((room) => `test/${room}/**/*.test.ts`)

/** Of these the files that look at the process itself, run a command in it or start a server beside it. */
const alone = [
  'conversation/faults',
  'service/acknowledge',
  'service/audit-heads',
  'service/canary',
  'service/erasure-postgres',
  'service/erasure',
  'service/merge-postgres',
  'service/metrics',
  'service/plan-publish',
  'service/promise-10',
  'service/promise-12',
  'service/province',
  'service/subjects-postgres',
  'web/evidence-download',
  'web/screens',
].map((name) => `test/${name}.test.ts`)

const others = 'test/!(core|conversation|service|web)/**/*.test.ts'

/**
 * Most of a test file's time was the start of a process and the evaluation of what it imports, four hundred times over.
 * So the files of the largest rooms share the processes they run in, and what they import is evaluated once in each; the others
 * have a process of their own each. Every file passes alone as well, and in any order.
 */
export default defineConfig({
  test: {
    testTimeout: onServer ? 60_000 : 20_000,
    hookTimeout: onServer ? 60_000 : 30_000,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/*.test.ts', others, ...alone] },
      },
      {
        extends: true,
        test: { name: 'together', include: shared, exclude: alone, isolate: false },
      },
    ],
  },
})
