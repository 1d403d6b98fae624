/** Who picked up, as answering-machine detection tells it (Twilio's docs, "AnsweredBy"). */
export type AnsweredBy =
  | 'human'
  | 'machine_start'
  | 'machine_end_beep'
  | 'machine_end_silence'
  | 'machine_end_other'
  | 'fax'
  | 'unknown'
