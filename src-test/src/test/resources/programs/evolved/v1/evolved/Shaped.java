package evolved;

interface Shaped {
}
