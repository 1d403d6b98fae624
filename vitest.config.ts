import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/setup/slowest-first.ts'

const rooms = '{app,components,contracts,core,server,simulator,scripts}'

/**
 * unit: pure parts, beside their source. integration: what needs sockets, the
 * database or processes; its files take seconds each, so they get time. soak: two
 * minutes of calls during which everything is made to fail (tests/soak). security:
 * attacks on the product as `npm start` runs it. Each has its own number of workers, so
 * they come one after the other where several are asked for at once (`groupOrder`).
 * unit and integration are not isolated: a worker imports once, not again for each of its
 * files, which is over half of what the first cost and a quarter of the second.
 * So a file leaves nothing behind: what it opens it closes, what it sets it
 * puts back.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    restoreMocks: true,
    sequence: { sequencer: SlowestFirst },
    // What a test waits for comes when it comes; a busy machine takes longer than a second.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            `${rooms}/**/*.test.{ts,tsx}`,
            'tests/soak/{audit,stamp}.test.ts',
            'tests/security/fuzz.test.ts',
          ],
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          // Its files wait for processes and clocks more than they compute.
          maxWorkers: 6,
          isolate: false,
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/fixtures/database.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'security',
          sequence: { groupOrder: 3 },
          include: ['tests/security/**/*.test.ts'],
          exclude: ['tests/security/fuzz.test.ts'],
          globalSetup: ['tests/setup/run-attacked-product.ts'],
          // There is one product, whose rows are counted.
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'soak',
          sequence: { groupOrder: 2 },
          include: ['tests/soak/soak.test.ts'],
          globalSetup: ['tests/fixtures/database.ts'],
          pool: 'forks',
          testTimeout: 400_000,
        },
      },
    ],
  },
})
