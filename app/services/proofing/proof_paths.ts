/** The addresses of a proof: a guest's page is made of the same components with other ones. */
export interface ProofPaths {
  /** The page itself; its forms post below it (pins, pins/3/answers, pins/3/resolution, decisions). */
  page: string
  /** Below it the files: `/12`, `/12/thumbnail`, `/12/screen`. */
  files: string
  /** Who may be mentioned; null where nobody is. */
  mentionable: string | null
  /** Where whoever delivers lets a file stay that fails its checks; true for others who see them, null for guests. */
  preflight?: string | true | null
  /** Originals are cleaned of what they say about camera and place, or not given. */
  isCleaned?: boolean
  crumbs: { label: string; href?: string }[] | null
  links: { href: string; label: string; icon: string }[]
}
