'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  apiKeySchema,
  newApiKeySchema,
  type CreateApiKey,
  type RotateApiKey,
  type UpdateApiKey,
} from '#contracts/api-key.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Makes a key. Its answer holds the secret, which is nowhere else. */
export function useCreateKey() {
  const onSettled = useReadAnew()
  return useMutation({
    mutationFn: (wanted: CreateApiKey) => fetchJson(newApiKeySchema, '/api/keys', { json: wanted }),
    onSettled,
    // The secret stays with whoever shows it, not in the cache of mutations.
    gcTime: 0,
  })
}

/** Renames a key, or changes its rate. */
export function useUpdateKey(keyId: string) {
  const onSettled = useReadAnew()
  return useMutation({
    mutationFn: (change: UpdateApiKey) =>
      fetchJson(apiKeySchema, keyUrl(keyId), { method: 'PATCH', json: change }),
    onSettled,
  })
}

/** Replaces a key by a new one with the same scopes. Its answer holds the new secret. */
export function useRotateKey(keyId: string) {
  const onSettled = useReadAnew()
  return useMutation({
    mutationFn: (rotation: RotateApiKey) =>
      fetchJson(newApiKeySchema, `${keyUrl(keyId)}/rotate`, { json: rotation }),
    onSettled,
    gcTime: 0,
  })
}

/** Revokes a key: from then on it opens nothing. */
export function useRevokeKey(keyId: string) {
  const onSettled = useReadAnew()
  return useMutation({
    mutationFn: () => fetchJson(apiKeySchema, keyUrl(keyId), { method: 'DELETE' }),
    onSettled,
  })
}

/** Also after a refusal, as it may mean that the key was changed elsewhere. */
function useReadAnew() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: queryKeys.apiKeys })
}

const keyUrl = (keyId: string) => `/api/keys/${encodeURIComponent(keyId)}`
