/** What a numbering plan says of a number. */
export type NumberFacts = {
  /** ISO 3166-1 alpha-2; null: no country's, as satellite networks are. */
  country: string | null
  kind: NumberKind
}

/** `misspelt`: the number would be dialled otherwise than it is written, as +44 0 20 ... */
export type NumberKind = OrdinaryKind | RefusedKind | 'misspelt' | 'invalid'

/** What may be called where its country may. `mobile` also where landlines cannot be told apart. */
export type OrdinaryKind = 'landline' | 'mobile' | 'tollFree'

/** What is never called, as it costs more than its country says. */
export type RefusedKind =
  | 'premium'
  | 'sharedCost'
  | 'personal'
  | 'uan'
  | 'pager'
  | 'voicemail'
  | 'satellite'
  | 'international'

/** A refused kind, as a sentence says it. */
export const refusedKindWords: Record<RefusedKind, string> = {
  premium: 'a premium-rate number',
  sharedCost: 'a shared-cost number',
  personal: 'a personal number, which is forwarded at the caller’s cost',
  uan: 'a company number without a place (UAN), which may cost extra',
  pager: 'a pager',
  voicemail: 'a voicemail access number',
  satellite: 'a satellite telephone',
  international: 'a number of no country, as satellite and global networks have',
}
