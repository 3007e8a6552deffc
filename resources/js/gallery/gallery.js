// The page of a file: its links also follow keys and swipes, its pages are drawn, pictures beside it are fetched ahead.
import './ahead.js'
import './keys.js'
import './pages.js'
import './strip.js'
import './swipe.js'
import './zoom.js'
