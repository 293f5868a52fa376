// Checks reads documents from standard input and asks the libraries that other tools decide by:
// one line of answer a document. It is part of the tests alone.
//
//	checks kstatus              what Flux, and everything built on kstatus, takes each object for
//	checks lua SCRIPT           what Argo CD's health check SCRIPT answers for each object
//	checks cel EXPRESSION       whether EXPRESSION, in the way of Flux's healthCheckExprs, holds
//	checks promql               whether each line is a PromQL expression
//	checks compose FILE         what Docker Compose makes of FILE, as JSON; nothing on standard input
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/google/cel-go/cel"
	"github.com/prometheus/prometheus/promql/parser"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "kstatus":
		return each(kstatus)
	case len(args) == 2 && args[0] == "lua":
		script, err := os.ReadFile(args[1])
		if err != nil {
			return err
		}
		return each(func(object map[string]any) (string, error) { return health(string(script), object) })
	case len(args) == 2 && args[0] == "cel":
		program, err := compile(args[1])
		if err != nil {
			return err
		}
		return each(func(object map[string]any) (string, error) { return holds(program, object) })
	case len(args) == 1 && args[0] == "promql":
		return promql()
	case len(args) == 2 && args[0] == "compose":
		return compose(args[1])
	}
	return errors.New("usage: checks kstatus | lua SCRIPT | cel EXPRESSION | promql | compose FILE")
}

func each(answer func(map[string]any) (string, error)) error {
	documents := yaml.NewYAMLOrJSONDecoder(os.Stdin, 4096)
	for {
		object := unstructured.Unstructured{}
		if err := documents.Decode(&object); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		line, err := answer(object.Object)
		if err != nil {
			return err
		}
		fmt.Println(line)
	}
}

func kstatus(object map[string]any) (string, error) {
	result, err := status.Compute(&unstructured.Unstructured{Object: object})
	if err != nil {
		return "", err
	}
	return result.Status.String(), nil
}

// health runs a script as Argo CD does: the object is the global obj, the answer a table.
func health(script string, object map[string]any) (string, error) {
	state := lua.NewState()
	defer state.Close()
	state.SetGlobal("obj", toLua(state, object))
	if err := state.DoString(script); err != nil {
		return "", err
	}
	answer, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		return "", errors.New("the script returned no table")
	}
	return fmt.Sprintf("%s: %s", answer.RawGetString("status"), answer.RawGetString("message")), nil
}

func toLua(state *lua.LState, value any) lua.LValue {
	switch typed := value.(type) {
	case map[string]any:
		table := state.NewTable()
		for key, one := range typed {
			table.RawSetString(key, toLua(state, one))
		}
		return table
	case []any:
		table := state.NewTable()
		for _, one := range typed {
			table.Append(toLua(state, one))
		}
		return table
	case string:
		return lua.LString(typed)
	case bool:
		return lua.LBool(typed)
	case int64:
		return lua.LNumber(typed)
	case float64:
		return lua.LNumber(typed)
	}
	return lua.LNil
}

func compile(expression string) (cel.Program, error) {
	environment, err := cel.NewEnv(
		cel.Variable("status", cel.DynType), cel.Variable("metadata", cel.DynType), cel.Variable("spec", cel.DynType))
	if err != nil {
		return nil, err
	}
	checked, issues := environment.Compile(expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return environment.Program(checked)
}

func holds(program cel.Program, object map[string]any) (string, error) {
	value, _, err := program.Eval(map[string]any{
		"status": object["status"], "metadata": object["metadata"], "spec": object["spec"]})
	if err != nil {
		return "", err
	}
	return fmt.Sprint(value.Value()), nil
}

func promql() error {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if _, err := parser.ParseExpr(lines.Text()); err != nil {
			return fmt.Errorf("%s: %w", lines.Text(), err)
		}
		fmt.Println("ok")
	}
	return lines.Err()
}

func compose(file string) error {
	options, err := cli.NewProjectOptions([]string{file})
	if err != nil {
		return err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return err
	}
	text, err := project.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = fmt.Println(string(text))
	return err
}
