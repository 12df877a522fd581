package deck

// Option is one of the answers a question of kind [Choice] offers.
type Option struct {
	// Letter is how the source names the option ("A", "b", "ب"); empty where the options are only ticked.
	Letter string
	// HTML is what the option says.
	HTML string
	// Right reports whether choosing it is right.
	Right bool
}
