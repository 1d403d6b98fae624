import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'

type SayLanguage = NonNullable<VoiceResponse.SayAttributes['language']>

/**
 * The carrier's locale for a two-letter language code, as `<Say>` wants it
 * (Twilio's docs, "TwiML: Say", languages). Undefined where it speaks none of
 * that language, or none is known: then it speaks its own default.
 */
export function sayLanguage(code: string | null): SayLanguage | undefined {
  return code === null ? undefined : locales.get(code)
}

const locales = new Map<string, SayLanguage>([
  ['af', 'af-ZA'],
  ['ar', 'ar-AE'],
  ['bg', 'bg-BG'],
  ['ca', 'ca-ES'],
  ['cs', 'cs-CZ'],
  ['cy', 'cy-GB'],
  ['da', 'da-DK'],
  ['de', 'de-DE'],
  ['el', 'el-GR'],
  ['en', 'en-US'],
  ['es', 'es-ES'],
  ['fi', 'fi-FI'],
  ['fr', 'fr-FR'],
  ['he', 'he-IL'],
  ['hi', 'hi-IN'],
  ['hu', 'hu-HU'],
  ['id', 'id-ID'],
  ['is', 'is-IS'],
  ['it', 'it-IT'],
  ['ja', 'ja-JP'],
  ['kn', 'kn-IN'],
  ['ko', 'ko-KR'],
  ['lv', 'lv-LV'],
  ['mr', 'mr-IN'],
  ['ms', 'ms-MY'],
  ['nl', 'nl-NL'],
  ['no', 'nb-NO'],
  ['pl', 'pl-PL'],
  ['pt', 'pt-BR'],
  ['ro', 'ro-RO'],
  ['ru', 'ru-RU'],
  ['sk', 'sk-SK'],
  ['sr', 'sr-RS'],
  ['sv', 'sv-SE'],
  ['ta', 'ta-IN'],
  ['th', 'th-TH'],
  ['tl', 'fil-PH'],
  ['tr', 'tr-TR'],
  ['uk', 'uk-UA'],
  ['vi', 'vi-VN'],
  ['zh', 'cmn-CN'],
])
