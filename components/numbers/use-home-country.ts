'use client'

import { useQuery } from '@tanstack/react-query'
import type { CountryCode } from 'libphonenumber-js'
import { countryOf } from './phone-number.ts'
import { phoneNumbersQuery } from './queries.ts'

/** The country of the number that we call from, where numbers need no country code. */
export function useHomeCountry(): CountryCode {
  const { data } = useQuery(phoneNumbersQuery)
  const ours = data?.find(({ isDefault }) => isDefault)
  return (ours && countryOf(ours.phoneNumber)) ?? 'US'
}
