import { expect, test } from 'vitest'
import { findFreePort, requireFreePorts } from './ports.ts'

test('[START-13] a port is given once, and none that is to be listened on soon', async () => {
  const wanted = { variable: 'PORT', port: await findFreePort(), host: '127.0.0.1' }
  await requireFreePorts([wanted])
  const ports = [wanted.port]
  for (let drawn = 0; drawn < 600; drawn += 1) ports.push(await findFreePort())
  expect(new Set(ports).size).toBe(ports.length)
})
