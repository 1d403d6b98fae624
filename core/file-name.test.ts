import { describe, expect, test } from 'vitest'
import { attachment, fileName } from './file-name.ts'

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a\r\nset-cookie: x=1', 'a__set-cookie_ x=1'],
  ['C:\\con', 'C__con'],
  ['con.txt', '_con.txt'],
  ['...', '_'],
  ['', '_'],
  ['\u202egpj.exe', '_gpj.exe'],
  ['Zoë’s café', 'Zoë’s café'],
  ['\ud800x', '_x'],
])('[EXPORT-4] %j is one file, named %j', (given, named) => {
  expect(fileName(given)).toBe(named)
})

test('[EXPORT-4] no name is longer than a disk takes', () => {
  expect(Buffer.byteLength(fileName('💩'.repeat(1_000)))).toBeLessThanOrEqual(255)
})

describe('[EXPORT-4] the header that names a file', () => {
  test.each([
    ['call.txt', 'attachment; filename="call.txt"'],
    ['a"b\\c.txt', `attachment; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`],
    ['é(1).txt', `attachment; filename="_(1).txt"; filename*=UTF-8''%C3%A9%281%29.txt`],
    ['x\r\ny', `attachment; filename="x__y"; filename*=UTF-8''x%0D%0Ay`],
    ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
  ])('is one line for %j', (name, header) => {
    expect(attachment(name)).toBe(header)
    expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
  })
})
