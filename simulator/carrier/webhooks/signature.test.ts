import { expect, test } from 'vitest'
import { signRequest } from './signature.ts'

test('a form is signed as in the published example', () => {
  const parameters = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  }
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  expect(signRequest('12345', url, parameters)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=')
})

test('an upgrade is signed over its address alone, the last slash included', () => {
  expect(signRequest('12345', 'wss://relay.example.com/media')).toBe('MVVXQK8WMm1ywK7bu7blrI+Pdd8=')
  expect(signRequest('12345', 'wss://relay.example.com/media/')).toBe(
    'hBDkC2Ruji7JIL+5FkZfru2kze8=',
  )
  expect(signRequest('12345', 'https://relay.example.com/media')).toBe(
    'HZZDptVnPaYTgnAxwl8I4RbhaVo=',
  )
})

test('repeated keys count once each value, sorted', () => {
  const parameters = { A: ['2', '1', '2'], B: '' }
  expect(signRequest('12345', 'https://x.example.com/h', parameters)).toBe(
    'MLS0Q/Y6Hob3MDLNm/JxEDo3IZE=',
  )
})

test('the fragment with connection overrides is not part of what is signed', () => {
  expect(signRequest('12345', 'https://relay.example.com/media#rc=2')).toBe(
    'HZZDptVnPaYTgnAxwl8I4RbhaVo=',
  )
})
