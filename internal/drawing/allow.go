package drawing

import "strings"

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// The allow-list: SVG 2, SVG Animations 2 and Filter Effects 1, as far as browsers draw them.
var (
	elements = set(`svg g defs symbol view use switch a path rect circle ellipse line polyline polygon text tspan textPath image
		linearGradient radialGradient stop pattern clipPath mask marker filter style
		animate animateTransform animateMotion set mpath
		feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
		feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
		fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

	// attributes that an animation may change, too
	attributes = set(`viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength transform
		gradientTransform gradientUnits spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits
		maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits
		result in in2 stdDeviation mode operator k1 k2 k3 k4 values tableValues slope intercept amplitude exponent dx dy
		order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha kernelUnitLength surfaceScale specularConstant
		specularExponent diffuseConstant azimuth elevation z limitingConeAngle pointsAtX pointsAtY pointsAtZ scale xChannelSelector
		yChannelSelector radius baseFrequency numOctaves seed stitchTiles lengthAdjust textLength rotate startOffset method
		spacing side`)

	// attributes that only stand in the file
	common = set(`id class style lang media type systemLanguage attributeName attributeType begin dur end min max restart
		repeatCount repeatDur calcMode keyTimes keySplines keyPoints from to by additive accumulate path origin`)

	// properties of style, most of which are attributes too
	properties = set(`alignment-baseline animation animation-composition animation-delay animation-direction animation-duration
		animation-fill-mode animation-iteration-count animation-name animation-play-state animation-timing-function
		background background-color baseline-shift clip clip-path clip-rule color color-interpolation
		color-interpolation-filters color-rendering cx cy d direction display dominant-baseline fill fill-opacity fill-rule filter
		flood-color flood-opacity font font-family font-feature-settings font-kerning font-optical-sizing font-palette font-size
		font-size-adjust font-stretch font-style font-synthesis font-variant font-variant-alternates font-variant-caps
		font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
		font-weight glyph-orientation-horizontal glyph-orientation-vertical height hyphens image-rendering inline-size isolation
		kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-clip mask-composite
		mask-mode mask-origin mask-type mix-blend-mode offset-anchor offset-distance offset-path offset-position offset-rotate
		opacity overflow overflow-x overflow-y paint-order r rotate rx ry scale shape-image-threshold shape-inside shape-margin
		shape-padding shape-rendering shape-subtract stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
		stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tab-size text-align text-align-last
		text-anchor text-decoration text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness
		text-indent text-orientation text-rendering text-transform text-underline-offset transform transform-box transform-origin
		transform-style transition transition-delay transition-duration transition-property transition-timing-function
		translate unicode-bidi vector-effect visibility white-space width word-break word-spacing writing-mode x y`)

	// what a @font-face of a font of the reader's own machine says
	descriptors = set(`font-family src font-weight font-style font-stretch unicode-range font-display size-adjust
		ascent-override descent-override line-gap-override`)

	// functions in values of style: none of them fetches, but for url, whose address is looked at
	functions = set(`url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix device-cmyk icc-color light-dark var calc min max
		clamp abs sign round mod rem sin cos tan matrix matrix3d translate translatex translatey translatez translate3d scale
		scalex scaley scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective cubic-bezier steps linear
		path polygon circle ellipse inset rect xywh ray blur brightness contrast drop-shadow grayscale hue-rotate invert opacity
		saturate sepia linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
		repeating-conic-gradient local format`)

	wordy  = set(`text tspan textPath`)
	moves  = set(`animate animateTransform animateMotion set`)
	shapes = set(`path rect circle ellipse line polyline polygon use`)

	// what draws nothing when it is empty
	hollow = set(`g text tspan textPath defs`)

	// what draws only where something refers to it
	referred = set(`defs symbol linearGradient radialGradient pattern clipPath mask marker filter`)
)
