import { startProduct } from './start-product.ts'

/**
 * Playwright's global set-up: the product runs while the tests do. `E2E_BASE_URL`
 * set already means that one is running.
 */
export default async function runProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['E2E_BASE_URL'] !== undefined) return undefined
  const product = await startProduct()
  process.env['E2E_BASE_URL'] = product.url
  process.env['E2E_DATA_DIR'] = product.dataDir
  return product.stop
}
