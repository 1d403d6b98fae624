import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take half a minute, since they start processes and kill them; the longest first. */
const slowest = [
  'workers-leave',
  'workers-faults',
  'drain',
  'stores',
  'audit-verify',
  'log-secrets',
  'deletion-killed',
  'workers-recording',
  'recording-survives',
  'lease',
  'orphans',
  'spending-race',
].map((name) => `/integration/${name}.test.ts`)

/** Vitest's own order, by size where it has not run them before, but for the slowest: what begins last should be short. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is not an array's
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = slowest.findIndex((end) => moduleId.endsWith(end))
  return rank === -1 ? slowest.length : rank
}
