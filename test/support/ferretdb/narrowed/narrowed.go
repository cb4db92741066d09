// Package sqlite: one file more for the SQLite backend of FerretDB 1.24, which ../build.mjs adds to it.
package sqlite

import (
	"fmt"
	"strings"

	"github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata"
	"github.com/FerretDB/FerretDB/internal/handler/sjson"
	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/must"
)

// SQLite takes 32,766 variables; beyond a third of them a look at every document is not much dearer.
const mostVariables = 10_000

// narrowed returns a WHERE clause that lets through every document that may meet the filter, and few that don't.
//
// FerretDB 1.24 reads all documents of a collection for every filter but that for one _id and nothing else, and then
// meets the filter by itself. It still does; it only has less to read. What is handed to SQLite is what its indexes,
// which FerretDB makes and never uses, can answer: equality of strings, $eq and $in, below $and and $or.
func narrowed(filter *types.Document) (string, []any) {
	condition, args := allOf(filter)
	if condition == "" || len(args) > mostVariables {
		return "", nil
	}
	return " WHERE " + condition, args
}

// allOf returns no condition where none can be handed on.
func allOf(filter *types.Document) (string, []any) {
	var conditions []string
	var args []any
	for _, key := range filter.Keys() {
		condition, values := of(key, must.NotFail(filter.Get(key)))
		if condition != "" {
			conditions = append(conditions, condition)
			args = append(args, values...)
		}
	}
	return strings.Join(conditions, " AND "), args
}

func of(key string, operand any) (string, []any) {
	switch {
	case key == "$and" || key == "$or":
		return ofBranches(key, operand)
	case strings.HasPrefix(key, "$") || strings.ContainsAny(key, `."`):
		return "", nil
	}
	values := wanted(operand)
	if values == nil {
		return "", nil
	}
	args := make([]any, len(values))
	for i, value := range values {
		args[i] = string(must.NotFail(sjson.MarshalSingleValue(value)))
	}
	if key == "_id" {
		return fmt.Sprintf("%s IN (%s)", metadata.IDColumn, placeholders(args)), args
	}
	// As FerretDB writes the expression in its indexes. A value also meets an array that holds it.
	field := fmt.Sprintf("%s->%q", metadata.DefaultColumn, key)
	return fmt.Sprintf(`(%[1]s IN (%[2]s) OR (%[1]s >= '[' AND %[1]s < '\'))`, field, placeholders(args)), args
}

func ofBranches(key string, operand any) (string, []any) {
	branches, ok := operand.(*types.Array)
	if !ok {
		return "", nil
	}
	var conditions []string
	var args []any
	for i := 0; i < branches.Len(); i++ {
		branch, ok := must.NotFail(branches.Get(i)).(*types.Document)
		if !ok {
			return "", nil
		}
		condition, values := allOf(branch)
		if condition == "" {
			if key == "$or" {
				return "", nil
			}
			continue
		}
		conditions = append(conditions, "("+condition+")")
		args = append(args, values...)
	}
	if len(conditions) == 0 {
		return "", nil
	}
	return "(" + strings.Join(conditions, map[string]string{"$and": " AND ", "$or": " OR "}[key]) + ")", args
}

// wanted returns the strings and ids of which the operand asks for one, and nil where it asks for something else.
func wanted(operand any) []any {
	switch operand := operand.(type) {
	case string, types.ObjectID:
		return []any{operand}
	case *types.Document:
		if value, err := operand.Get("$eq"); err == nil {
			return onlyTexts([]any{value})
		}
		if value, err := operand.Get("$in"); err == nil {
			if values, ok := value.(*types.Array); ok {
				return onlyTexts(elements(values))
			}
		}
	}
	return nil
}

func elements(array *types.Array) []any {
	values := make([]any, array.Len())
	for i := range values {
		values[i] = must.NotFail(array.Get(i))
	}
	return values
}

func onlyTexts(values []any) []any {
	for _, value := range values {
		switch value.(type) {
		case string, types.ObjectID:
		default:
			return nil
		}
	}
	return values
}

func placeholders(args []any) string {
	return strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")
}
