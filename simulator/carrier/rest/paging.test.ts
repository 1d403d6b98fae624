import { expect, test } from 'vitest'
import { pageOf } from './paging.ts'

const ITEMS = Array.from({ length: 120 }, (_, at) => at)
const page = (query: string) =>
  pageOf('calls', ITEMS, { path: '/Calls.json', query: new URLSearchParams(query) })

test('fifty items make a page, and the addresses of its neighbours keep the filters', () => {
  expect(page('To=%2B1555')).toMatchObject({
    calls: ITEMS.slice(0, 50),
    page: 0,
    page_size: 50,
    start: 0,
    end: 49,
    next_page_uri: '/Calls.json?To=%2B1555&PageSize=50&Page=1',
    previous_page_uri: null,
  })
})

test('the last page has no next one', () => {
  expect(page('Page=2')).toMatchObject({
    calls: ITEMS.slice(100),
    next_page_uri: null,
    previous_page_uri: '/Calls.json?Page=1&PageSize=50',
  })
})

test('a size over a thousand, or none at all, is not taken at its word', () => {
  expect(page('PageSize=5000')).toMatchObject({ page_size: 1_000 })
  expect(page('PageSize=0')).toMatchObject({ page_size: 50 })
})
