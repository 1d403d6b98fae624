/** What the simulated model says where no scenario tells it. It cannot think; it can be polite. */

/** An answer to words that somebody typed. */
export function answerToText(text: string): string {
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)) {
    return 'かしこまりました。ほかにご用件はございますか。'
  }
  const rule = RULES.find(([pattern]) => pattern.test(text))
  return rule ? rule[1] : `You said: ${shortened(text)}. What else can I do for you?`
}

/** An answer to speech whose words the simulator cannot recognise. */
export function answerToSpeech(spokenMs: number): string {
  const seconds = Math.max(1, Math.round(spokenMs / 1_000))
  const length = seconds === 1 ? 'a second' : `${seconds} seconds`
  return `I heard you speak for about ${length}. I am a simulated agent and only understand the sample conversations, but you can also type to me.`
}

/** An answer to instructions of a single response that ask for something the simulator cannot make up. */
export function answerToInstructions(instructions: string): string {
  if (/\b(greet|welcome|introduce)/i.test(instructions)) return OPENING
  if (/\b(good ?bye|farewell|hang up)/i.test(instructions))
    return 'Thank you for your time. Goodbye.'
  if (/\bsummar/i.test(instructions)) return 'We have spoken, and nothing has been left open.'
  return 'Of course. Let me take care of that.'
}

export const OPENING = 'Hello! How can I help you today?'
export const ANYTHING_ELSE = 'Is there anything else I can do for you?'
export const STILL_THERE = 'Are you still there?'

const RULES: [RegExp, string][] = [
  [/\b(hello|hi|hey|good (morning|afternoon|evening))\b/i, OPENING],
  [/\b(bye|goodbye|see you)\b/i, 'Thank you for calling. Goodbye!'],
  [/\b(thanks|thank you)\b/i, 'You are very welcome.'],
  [/\bwho are you|your name\b/i, 'I am a simulated agent, standing in for the real model.'],
  [/\b(open|opening|hours|close)\b/i, 'We are open every day from nine to six.'],
  [
    /\b(price|cost|expensive|how much)\b/i,
    'That depends on what you need. Shall I send you a list?',
  ],
  [
    /\b(book|booking|reserve|reservation|table|appointment)\b/i,
    'Gladly. Which day and time suit you?',
  ],
  [/\b(cancel|change)\b/i, 'I can do that for you. Under which name is it?'],
  [/^\s*(yes|yeah|sure|ok|okay)\b/i, 'Very good. I have made a note of it.'],
  [/^\s*(no|nope)\b/i, 'All right. Then I will leave it as it is.'],
  [/\?\s*$/, 'That is a good question. I will find out and let you know.'],
]

function shortened(text: string): string {
  const plain = text.trim().replace(/[.!?\s]+$/, '')
  return plain.length <= 160 ? plain : `${plain.slice(0, 157)}...`
}
