import { exportAuditEndpoint } from '#contracts/rest/audit-endpoints.ts'
import { answerAuditExport } from '#server/http/answer-audit-export.ts'
import { route } from '#server/http/route.ts'

export const GET = route(exportAuditEndpoint, answerAuditExport)
