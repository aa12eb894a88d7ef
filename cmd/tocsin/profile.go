package main

import (
	"errors"

	"github.com/spf13/cobra"

	"tocsin/internal/profile"
	"tocsin/internal/words"
)

// profileFlag adds --profile to a command that can tell where its time goes.
func (a *app) profileFlag(cmd *cobra.Command) {
	var dir string
	cmd.Flags().StringVar(&dir, "profile", "", a.words.T("command.profile"))
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if dir == "" {
			return work(cmd, args)
		}
		if a.profile, err = profile.Start(dir); err != nil {
			return words.Problem("profile.cannot", "dir", dir, "cause", words.Cause(err))
		}
		err = work(cmd, args)
		t := a.words.T
		if e := a.profile.Close([4]string{t("profile.stage"), t("profile.time"), t("profile.allocated"), t("profile.heap")}); e != nil {
			err = errors.Join(err, words.Problem("profile.cannot", "dir", dir, "cause", words.Cause(e)))
		}
		return err
	}
}
