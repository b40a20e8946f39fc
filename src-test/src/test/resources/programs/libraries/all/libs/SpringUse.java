package libs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

public class SpringUse {
    private static final AnnotationConfigApplicationContext KEPT = new AnnotationConfigApplicationContext(Settings.class);

    /** Beans of a context that lives on. */
    public static String kept() {
        return beans(KEPT);
    }

    public static String fresh() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Settings.class)) {
            return beans(context);
        }
    }

    private static String beans(AnnotationConfigApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames()).filter(n -> !n.startsWith("org.")).sorted().collect(Collectors.joining(" ")) + " "
                + context.getBean(Greeter.class).hello("ann") + " " + (context.getBean(Settings.class).greeter() == context.getBean(Greeter.class));
    }

    public static String properties() {
        Person copy = new Person();
        copy.setName("copy");
        BeanUtils.copyProperties(People.LIVE, copy);
        return Arrays.stream(BeanUtils.getPropertyDescriptors(Person.class)).map(p -> p.getName()).sorted().collect(Collectors.joining(" "))
                + " " + copy + " " + new BeanWrapperImpl(copy).isReadableProperty("age");
    }

    public static String annotations() {
        Method hello = ReflectionUtils.findMethod(Greeter.class, "hello", String.class);
        return AnnotationUtils.findAnnotation(Greeter.class, Component.class) + " " + AnnotationUtils.findAnnotation(hello, Deprecated.class) + " "
                + (ReflectionUtils.findMethod(Greeter.class, "bye") != null);
    }

    /** What Spring reads of class files. */
    public static String classFiles() throws IOException {
        MetadataReader reader = new SimpleMetadataReaderFactory().getMetadataReader("libs.Greeter");
        return reader.getAnnotationMetadata().getAnnotationTypes() + " " + reader.getAnnotationMetadata().getAnnotatedMethods("java.lang.Deprecated").size();
    }

    /** Needs class files that lie in a folder or a jar of the class path. */
    public static String scanned() {
        List<BeanDefinition> found = List.copyOf(new ClassPathScanningCandidateComponentProvider(true).findCandidateComponents("libs"));
        return found.stream().map(BeanDefinition::getBeanClassName).sorted().collect(Collectors.joining(" "));
    }
}
