import { agentSchema } from '../agent.ts'
import { callEventSchema } from '../call-event.ts'
import { listedCallSchema } from '../call-list.ts'
import { callSchema } from '../call.ts'
import { problemSchema } from '../problem.ts'
import { recordingSchema } from '../recording.ts'
import { transcriptLineSchema } from '../transcript.ts'
import { turnSchema } from '../turn.ts'
import { usageSchema } from '../usage.ts'

/** The contracts' nouns under the names that the OpenAPI document gives them. */
export const namedSchemas = {
  call: callSchema.meta({ id: 'Call' }),
  listedCall: listedCallSchema.meta({ id: 'ListedCall' }),
  agent: agentSchema.meta({ id: 'Agent' }),
  recording: recordingSchema.meta({ id: 'Recording' }),
  transcriptLine: transcriptLineSchema.meta({ id: 'TranscriptLine' }),
  callEvent: callEventSchema.meta({ id: 'CallEvent' }),
  turn: turnSchema.meta({ id: 'Turn' }),
  usage: usageSchema.meta({ id: 'Usage' }),
  problem: problemSchema.meta({ id: 'Problem' }),
}
