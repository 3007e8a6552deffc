/** A browser and a system by name, as far as its agent line tells; empty where it does not. */
export interface AgentWords {
  browser: string
  system: string
  isPhone: boolean
}

const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** Reads the agent line of a request; order matters, as browsers carry each other's names. */
export function describeAgent(agent: string): AgentWords {
  const find = (names: [RegExp, string][]) => names.find(([mark]) => mark.test(agent))?.[1] ?? ''
  const system = find(SYSTEMS)
  return { browser: find(BROWSERS), system, isPhone: ['iPhone', 'Android'].includes(system) }
}
