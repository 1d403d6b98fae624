/** The browser and system of a user agent in words: `Chrome on macOS`, `Safari on an iPhone`. */
export function browserWords(userAgent: string | null): string {
  if (userAgent === null || userAgent.trim() === '') return 'An unknown browser'
  const browser = browsers.find(({ sign }) => sign.test(userAgent))?.name
  const system = systems.find(({ sign }) => sign.test(userAgent))?.name
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`
  if (system !== undefined) return `A browser on ${system}`
  // Programs name themselves before the first slash: `curl/8.5.0`.
  return userAgent.split(/[/ ]/, 1)[0]?.slice(0, 40) ?? 'An unknown browser'
}

/** Whether it is carried in a pocket, for the picture beside it. */
export function isHandheld(userAgent: string | null): boolean {
  return /iPhone|iPad|Android|Mobile/.test(userAgent ?? '')
}

/** Those that also carry the signs of others come first. */
const browsers = [
  { sign: /\bEdg(?:A|iOS)?\//, name: 'Edge' },
  { sign: /\bOPR\//, name: 'Opera' },
  { sign: /\bSamsungBrowser\//, name: 'Samsung Internet' },
  { sign: /\bFirefox\/|\bFxiOS\//, name: 'Firefox' },
  { sign: /\bHeadlessChrome\//, name: 'Chrome without a window' },
  { sign: /\bChrome\/|\bCriOS\//, name: 'Chrome' },
  { sign: /\bVersion\/\S+.* Safari\//, name: 'Safari' },
] as const

const systems = [
  { sign: /\biPhone\b/, name: 'an iPhone' },
  { sign: /\biPad\b/, name: 'an iPad' },
  { sign: /\bAndroid\b/, name: 'Android' },
  { sign: /\bCrOS\b/, name: 'ChromeOS' },
  { sign: /\bWindows\b/, name: 'Windows' },
  { sign: /\bMacintosh\b/, name: 'macOS' },
  { sign: /\bLinux\b/, name: 'Linux' },
] as const
