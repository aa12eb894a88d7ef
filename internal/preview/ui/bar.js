// The review bar comes here.
