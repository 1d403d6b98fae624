import { consoleOrigins } from '../auth/console-origins.ts'
import type { Config } from '../config.ts'

/**
 * The Content-Security-Policy of one page. Scripts run only with this page's own
 * nonce, or when such a script loads them; connections go to us and the relay.
 * Styles may stand inline: Radix places what it opens, and Sonner its toasts, by
 * `style`. Next's dev server evaluates text, for its error pages.
 */
export function pagePolicy(nonce: string, config: Config): string {
  const evaluated = config.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  const feeds = consoleOrigins(config).map((origin) => origin.replace(/^http/, 'ws'))
  // No policy can name an IPv6 address; 'self' stands for it where the page has it.
  const named = [config.RELAY_PUBLIC_URL, ...feeds].filter((origin) => !origin.includes('['))
  const connected = [...new Set(named)].join(' ')
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${connected}`,
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  if (config.PUBLIC_URL.startsWith('https:')) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}
