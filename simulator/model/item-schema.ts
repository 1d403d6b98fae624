import { z } from 'zod'

/** Conversation items as a client may write them (OpenAI's reference, `RealtimeConversationItem`). */

const itemShape = {
  id: z.string().min(1).max(64).optional(),
  object: z.literal('realtime.item').optional(),
  status: z.enum(['completed', 'incomplete', 'in_progress']).optional(),
}

const inputTextSchema = z.strictObject({ type: z.literal('input_text'), text: z.string() })

const userContentSchema = z.discriminatedUnion('type', [
  inputTextSchema,
  z.strictObject({
    type: z.literal('input_audio'),
    audio: z.base64(),
    transcript: z.string().nullable().optional(),
  }),
  z.strictObject({
    type: z.literal('input_image'),
    image_url: z.string().startsWith('data:image/'),
    detail: z.enum(['auto', 'low', 'high']).optional(),
  }),
])

const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({
    ...itemShape,
    type: z.literal('message'),
    role: z.literal('system'),
    content: z.array(inputTextSchema).min(1),
  }),
  z.strictObject({
    ...itemShape,
    type: z.literal('message'),
    role: z.literal('user'),
    content: z.array(userContentSchema).min(1),
  }),
  z.strictObject({
    ...itemShape,
    type: z.literal('message'),
    role: z.literal('assistant'),
    content: z.array(z.strictObject({ type: z.literal('output_text'), text: z.string() })).min(1),
  }),
])

export const clientItemSchema = z.discriminatedUnion('type', [
  messageSchema,
  z.strictObject({
    ...itemShape,
    type: z.literal('function_call'),
    call_id: z.string().optional(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    ...itemShape,
    type: z.literal('function_call_output'),
    call_id: z.string(),
    output: z.string(),
  }),
  z.strictObject({
    id: itemShape.id,
    type: z.literal('mcp_approval_response'),
    approval_request_id: z.string(),
    approve: z.boolean(),
    reason: z.string().nullable().optional(),
  }),
])
export type ClientItem = z.infer<typeof clientItemSchema>

/** An entry of `response.create.input`: an item, or a pointer to one of the conversation. */
export const inputEntrySchema = z.discriminatedUnion('type', [
  clientItemSchema,
  z.strictObject({ type: z.literal('item_reference'), id: z.string() }),
])
