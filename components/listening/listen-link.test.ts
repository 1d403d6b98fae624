import { expect, test } from 'vitest'
import { listenHref, parseListenLink } from './listen-link.ts'

const parse = (query: string) => parseListenLink(new URLSearchParams(query))

test('[LISTEN-9] a link names the tenth of a second on the call’s clock, and a recording where one is meant', () => {
  expect(listenHref('CA1', 83_449)).toBe('/calls/CA1?t=83.4')
  expect(listenHref('a/b', -250, 'RE1')).toBe('/calls/a%2Fb?t=-0.2&recording=RE1')
})

test('[LISTEN-9] what a link says is read back', () => {
  expect(parse('t=83.4')).toEqual({ callMs: 83_400, recordingSid: null })
  expect(parse('t=-0.2&recording=RE1')).toEqual({ callMs: -200, recordingSid: 'RE1' })
})

test('[LISTEN-9] what is no number of seconds is no place', () => {
  for (const query of ['', 't=', 't=soon', 't=1e9', 't=NaN', 't=0x10', 't=1.2.3', 't=99999999'])
    expect(parse(query).callMs).toBeNull()
})
