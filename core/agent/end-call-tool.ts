/** What the model is told about ending a call by itself (OpenAI's API reference, `session.tools`). */
export const endCallTool = {
  type: 'function',
  name: 'end_call',
  description:
    'Ends this phone call. Use it only when the conversation is over. Say goodbye first, in the same turn; the line is kept open until the caller has heard it.',
  parameters: { type: 'object', properties: {}, additionalProperties: false },
} as const
