import { expect, test } from 'vitest'
import { csvCell } from '../csv-cell.ts'
import { auditCsvHead, auditCsvLine } from './audit-csv.ts'

test('[AUDIT-7] a cell that a spreadsheet would run is defused', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])
    expect(csvCell(text).replace(/^"/, '')[0], JSON.stringify(text)).toBe("'")
  expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`)
  expect(csvCell('Ada = 1')).toBe('Ada = 1')
})

test('cells are quoted as RFC 4180 has it', () => {
  expect(csvCell('a,b')).toBe('"a,b"')
  expect(csvCell('a "b"')).toBe('"a ""b"""')
  expect(csvCell('a\nb')).toBe('"a\nb"')
  expect(csvCell(null)).toBe('')
  expect(csvCell(-3)).toBe('-3')
})

test('a line has a cell for every name of the first line', () => {
  const line = auditCsvLine({
    seq: 1,
    at: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'apiKey', id: 'k1', name: 'CRM' },
    action: 'placeCall',
    subject: null,
    address: null,
    result: 'done',
    detail: { status: 201 },
    requestId: 'r1',
    previousHash: '0',
    hash: '1',
  })
  expect(line).toBe(
    '1,2026-11-21T10:00:00.000Z,apiKey,k1,CRM,placeCall,,,done,"{""status"":201}",r1,0,1\r\n',
  )
  expect(auditCsvHead.split(',')).toHaveLength(13)
})
