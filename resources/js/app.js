import '../vendor/htmx.js'
import '../vendor/hx-alpine-compat.js'
import Alpine from '../vendor/alpine.js'
import { counter } from './alpine/counter.js'
import { reveal } from './alpine/reveal.js'
import { selection } from './alpine/selection.js'
import './behaviours/answers.js'
import './behaviours/charts.js'
import './behaviours/chat.js'
import './behaviours/comment.js'
import './behaviours/copy.js'
import './behaviours/csrf.js'
import './behaviours/dialog.js'
import './behaviours/draft.js'
import './behaviours/drop.js'
import './behaviours/filters.js'
import './behaviours/inbox.js'
import './behaviours/keys.js'
import './behaviours/list_links.js'
import './behaviours/mentions.js'
import './behaviours/menu.js'
import './behaviours/preview.js'
import './behaviours/print.js'
import './behaviours/proof.js'
import './behaviours/queue.js'
import './behaviours/queue_keys.js'
import './behaviours/picker.js'
import './behaviours/report.js'
import './behaviours/reply_templates.js'
import './behaviours/rows.js'
import './behaviours/submit_once.js'
import './behaviours/theme.js'
import './behaviours/title.js'
import './behaviours/toast.js'
import './behaviours/upload.js'
import './live/join.js'
import './behaviours/versions.js'
// The last one: others may know a better place for the keyboard.
import './behaviours/focus.js'

// Style sheets show what only works with scripts, and hide what it replaces, below html[data-scripted].
document.documentElement.dataset.scripted = ''

Alpine.data('counter', counter)
Alpine.data('reveal', reveal)
Alpine.data('selection', selection)
window.Alpine = Alpine
Alpine.start()
