import { config } from 'zod/v4/core'

/**
 * What Next runs in the browser before any of our code. A page may not compile what it
 * checks answers with (its policy refuses `eval`), so zod is not to try: each try would
 * be a violation in the operator's browser, beside which a real one is overlooked.
 */
config({ jitless: true })
